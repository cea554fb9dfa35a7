/** What a form says when somebody else saved the same thing after it was opened. */
export const changedMeanwhile =
	"Somebody else changed this while you were writing. What you wrote is still here: copy it, open the page again and put it in.";
