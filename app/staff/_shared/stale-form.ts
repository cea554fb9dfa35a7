/** The error of a form if somebody else saved its subject after the form was opened. */
export const changedMeanwhile =
	"Someone else changed this while you were writing. Your text is still here: copy it, open the page again and paste it in.";
