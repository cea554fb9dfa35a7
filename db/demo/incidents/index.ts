import { flood2019 } from "./flood-2019";
import { fundraising2020 } from "./fundraising-2020";
import { october2021 } from "./october-2021";

/** The incidents of the demo, in the order of the home page. */
export const incidentHistories = [october2021, fundraising2020, flood2019];
