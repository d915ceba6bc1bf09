import { commandLineRuntimes } from './runtimes/command-line.js';
import { workerd } from './runtimes/workerd.js';
import { chromiumPage } from './runtimes/chromium.js';
import { makeStage } from './stage.js';
import { judge } from './tell.js';
import { cacheDirectory } from './cache.js';
const place = await makeStage();
const stage = { place, cache: cacheDirectory() };
for (const r of [...commandLineRuntimes, workerd, chromiumPage]) { const t = Date.now(); console.log(await judge(r, stage), Date.now() - t); }
