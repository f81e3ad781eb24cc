// A real TimescaleDB (WebAssembly build) on 127.0.0.1 for the tests: prints "ready PORT", ends with its parent.
import { PGlite } from '@electric-sql/pglite';
import { timescaledb } from '@electric-sql/pglite/timescaledb';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const parent = process.ppid;
const db = await PGlite.create({ extensions: { timescaledb } });
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 4 });
server.addEventListener('listening', (event) => console.log(`ready ${event.detail.port}`));
await server.start();

async function stop() {
  await server.stop();
  await db.close();
  process.exit(0);
}
process.on('SIGTERM', stop);
setInterval(() => process.ppid !== parent && stop(), 1000);
