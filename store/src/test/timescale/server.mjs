// A real TimescaleDB (WebAssembly build) on 127.0.0.1 for the tests: prints "ready PORT", ends with its parent.
//
// All connections are one session of the server. So a connection that has begun a statement or a transaction keeps the session
// to its end; messages of two connections in turn would replace each other's unnamed statements.
import net from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { timescaledb } from '@electric-sql/pglite/timescaledb';

const READY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);

const parent = process.ppid;
const db = await PGlite.create({ extensions: { timescaledb } });
let free = Promise.resolve();

/** Waits until the session is free, and takes it; the result gives it back. */
async function take() {
  const before = free;
  let give;
  free = new Promise((resolve) => (give = resolve));
  await before;
  return give;
}

/** The whole message at the start of what has come; the first one of a connection has no type. */
function first(bytes, started) {
  const at = started ? 1 : 0;
  return bytes.length < at + 4 || bytes.length < at + bytes.readInt32BE(at)
    ? null
    : bytes.subarray(0, at + bytes.readInt32BE(at));
}

/** Whether an answer ends with the message that the session waits for a statement outside a transaction. */
function isIdle(answer) {
  return answer.length >= 6 && answer.at(-6) === READY && answer.at(-1) === IDLE;
}

async function serve(socket) {
  let bytes = Buffer.alloc(0);
  let started = false;
  let give = null;
  try {
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, chunk]);
      for (let message = first(bytes, started); message; message = first(bytes, started)) {
        bytes = bytes.subarray(message.length);
        if (started && message[0] === TERMINATE) {
          return;
        }
        started = true;
        give ??= await take();
        const answer = Buffer.from(await db.execProtocolRaw(new Uint8Array(message)));
        socket.write(answer);
        if (isIdle(answer)) {
          give();
          give = null;
        }
      }
    }
  } finally {
    if (give) {
      await db.exec('rollback');
      give();
    }
    socket.destroy();
  }
}

const server = net.createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  serve(socket).catch((error) => console.error(error));
});
server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`));

function stop() {
  process.exit(0);
}
process.on('SIGTERM', stop);
setInterval(() => process.ppid !== parent && stop(), 1000);
