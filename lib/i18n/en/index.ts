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

/** The English catalogue, one file a subject. */
const en = {
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
export default en;
