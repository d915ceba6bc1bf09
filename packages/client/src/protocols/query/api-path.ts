/** Where every service of API 2.0 is on its host. Source: https://cloud.tencent.com/document/api/213/6976 */
export const apiPath = '/v2/index.php';
