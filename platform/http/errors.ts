import type { ErrorTable } from '../../engines/refusal/refusal.ts'

/** Refusals that any route may give. */
export const httpErrors = {
  'request.invalid': {
    status: 400,
    zh: '提交的内容有误：{summary}。请按提示改正后重新提交。',
    en: 'The request is not right: {summary}. Correct it and send it again.',
  },
  'request.not_json': {
    status: 400,
    zh: '提交的内容无法识别，请刷新页面后重试。',
    en: 'The request body could not be read. Reload and try again.',
  },
  'request.too_large': {
    status: 413,
    zh: '提交的内容太大，上限为 {limit}。请缩小后重试。',
    en: 'The request is too large; the limit is {limit}. Make it smaller and try again.',
  },
  'request.wrong_type': {
    status: 415,
    zh: '不支持这种内容格式。请使用 {expected}。',
    en: 'This content type is not supported. Use {expected}.',
  },
  'request.file_missing': {
    status: 400,
    zh: '没有收到文件，请选择文件后再上传。',
    en: 'No file arrived. Choose a file and upload again.',
  },
  'request.file_broken': {
    status: 400,
    zh: '文件没有传完整，没有保存。请重新上传。',
    en: 'The file did not arrive whole, and nothing was saved. Upload it again.',
  },
  'request.one_file': {
    status: 400,
    zh: '一次只能上传一个文件，没有保存。请一个一个上传。',
    en: 'One file at a time; nothing was saved. Upload them one by one.',
  },
  'request.not_found': { status: 404, zh: '没有这个地址：{path}。', en: 'There is nothing at {path}.' },
  'request.too_many': {
    status: 429,
    zh: '操作太频繁，请 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  'request.stale': {
    status: 409,
    zh: '这条记录已被别人修改，您看到的是旧内容。请刷新后再操作，您填写的内容仍在页面上。',
    en: 'Someone changed this record since you opened it. Reload and try again; what you typed is kept.',
  },
  'request.key_missing': {
    status: 400,
    zh: '缺少操作编号（Idempotency-Key），请刷新页面后重试。',
    en: 'The Idempotency-Key header is missing.',
  },
  'request.key_reused': {
    status: 422,
    zh: '这个操作编号已用于另一项内容，请刷新页面后重新提交。',
    en: 'This idempotency key was used for a different request. Send the new request under a new key.',
  },
  'request.foreign_origin': {
    status: 403,
    zh: '请求来自其他网站，已拒绝。',
    en: 'The request came from another site and was refused.',
  },
  'access.sign_in': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'access.denied': {
    status: 403,
    zh: '您没有“{action}”的权限。如确有需要，请联系本级账号管理员。',
    en: 'You may not do this: {action}. If you need to, ask your account administrator.',
  },
  'record.not_found': {
    status: 404,
    zh: '找不到这条记录，可能已被移走，或不在您的管辖范围内。',
    en: 'There is no such record in your area.',
  },
  'server.busy': {
    status: 503,
    zh: '系统正忙，您的内容没有提交，请稍后再试。',
    en: 'The server is busy; nothing was saved. Try again shortly.',
  },
} as const satisfies ErrorTable
