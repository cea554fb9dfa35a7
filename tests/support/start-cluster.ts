// Starts the cluster of a folder at a port and exits. For tests that set limits through a shell.
import { startCluster } from "@/db/embedded/cluster";

const [folder = "", port] = process.argv.slice(2);
await startCluster(folder, { port: Number(port) });
