import { defineConfig } from 'vitest/config';

// A project of its own: without this file, Vitest would take the configuration of the repository around it.
export default defineConfig({});
