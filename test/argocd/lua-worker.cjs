// Runs Lua 5.1 in a thread of its own: the interpreter is WebAssembly, which jest's sandbox does not load.
const { parentPort } = require('node:worker_threads');
const { Lua } = require('wasmoon-lua5.1');

parentPort.on('message', async ({ script, object }) => {
  const lua = await Lua.create();
  try {
    lua.ctx.obj = object;
    lua.ctx.answer = (status, message) => parentPort.postMessage({ status, message });
    await lua.doString(
      `local function check() ${script} end local health = check() answer(health.status, health.message)`,
    );
  } catch (error) {
    parentPort.postMessage({ error: String(error) });
  } finally {
    lua.global.close();
  }
});
