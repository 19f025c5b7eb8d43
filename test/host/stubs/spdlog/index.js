// Plain-JS stand-in for the native logger: same calls, appends to the file.
// `exports.x =` one by one: VS Code imports it from ESM, which reads the names off the source.
const fs = require('node:fs');
const path = require('node:path');

class Logger {
  constructor(_type, name, file) {
    this.name = name;
    this.file = file;
    this.level = 2;
    this.raw = false;
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.raw = true;
  }
  flush() {}
  drop() {}
}
['trace', 'debug', 'info', 'warn', 'error', 'critical'].forEach((kind, i) => {
  Logger.prototype[kind] = function (message) {
    if (i < this.level) return;
    try {
      fs.appendFileSync(this.file, this.raw ? message : `${new Date().toISOString()} [${kind}] ${message}\n`);
    } catch {
      /* logging never breaks the host */
    }
  };
});
async function make(type, name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.closeSync(fs.openSync(file, 'a')); // the output channel waits for it
  return new Logger(type, name, file);
}
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = (name, file) => make('rotating', name, file);
exports.createAsyncRotatingLogger = (name, file) => make('rotating_async', name, file);
