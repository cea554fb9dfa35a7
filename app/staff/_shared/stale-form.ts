/** The error of a form if somebody else saved its subject after the form was opened. */
export const changedMeanwhile =
	"Somebody else changed this while you were writing. What you wrote is still here: copy it, open the page again and put it in.";
