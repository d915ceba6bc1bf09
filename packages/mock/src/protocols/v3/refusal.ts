import type { CheckRefusal } from '../../core/protocol.js';

/** A refusal in both languages of the service. */
export const refusal = (code: string, english: string, chinese: string): CheckRefusal => ({
  code,
  message: english,
  localized: { 'zh-CN': chinese },
});
