// Loaded into the web and the worker of a demo: ends them when the process that started them is gone, even killed.
if (process.channel) {
	process.once("disconnect", () => process.exit(0));
	process.channel.unref();
}
