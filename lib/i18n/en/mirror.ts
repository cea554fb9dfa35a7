export default {
	copy: "This is a copy of our pages, made on {time}. You cannot sign in or send a form here. Nothing here is an answer about your records.",
	site: "If our site does not work, try again later:",
	form: "This form only works on our site. If it does not work, try again later:",
};
