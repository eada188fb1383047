import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/main.ts';

// The server in a process of its own, as settings in the environment say; it ends with its parent's signal.
const config = readConfig();
const server = await serve(config, config.databaseUrl!);
console.log(server.url);
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
