import type { ConformanceReport } from '../report.js';

/** A report as JSON, for programs. */
export const formatJson = (report: ConformanceReport): string => `${JSON.stringify(report, undefined, 2)}\n`;
