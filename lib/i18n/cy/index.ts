import type { Messages } from "../messages";
import check from "./check";
import common from "./common";
import contact from "./contact";
import cookies from "./cookies";
import devices from "./devices";
import fakes from "./fakes";
import follow from "./follow";
import guidance from "./guidance";
import home from "./home";
import incident from "./incident";
import labels from "./labels";
import mail from "./mail";
import message from "./message";
import mirror from "./mirror";
import plan from "./plan";
import preferences from "./preferences";
import problem from "./problem";
import signIn from "./signIn";
import updates from "./updates";
import verify from "./verify";

/**
 * The Welsh catalogue: one file a subject, held to the keys of the English one. "e-bost" keeps the plain hyphen: the font of the site
 * has no U+2011, which would look foreign in the word, and a search would not find what people copy.
 */
const cy: Messages = {
	check,
	common,
	contact,
	cookies,
	devices,
	fakes,
	follow,
	guidance,
	home,
	incident,
	mail,
	message,
	mirror,
	plan,
	preferences,
	problem,
	signIn,
	updates,
	verify,
	labels,
};
export default cy;
