#!/usr/bin/env node
// Committed, not built: npm links it when a checkout is installed, which is before the build.
import '../dist/main.node.js';
