// Loaded into the web and the worker of a demo. Ends them when the process that started them ends or is killed.
if (process.channel) {
	process.once("disconnect", () => process.exit(0));
	process.channel.unref();
}
