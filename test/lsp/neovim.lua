-- Neovim, as its user would set it up: opens a file with secrets, looks at the diagnostics, redacts one by the code action,
-- takes a secret away by typing and puts it back. Prints what it saw as JSON; judges nothing.
local file = vim.env.OUTRIGGER_FILE
local told = {}
local function seen()
  local list = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(list, { rule = each.code or (each.user_data and each.user_data.lsp.code), line = each.lnum,
      start = each.col, finish = each.end_col, source = each.source, message = each.message })
  end
  table.sort(list, function(a, b) return a.line < b.line end)
  return list
end
local function wait_for(count)
  vim.wait(30000, function() return #vim.diagnostic.get(0) == count end, 10)
  return seen()
end

vim.cmd('edit ' .. vim.fn.fnameescape(file))
local id = vim.lsp.start_client({
  name = 'outrigger',
  cmd = { vim.env.OUTRIGGER_NODE, vim.env.OUTRIGGER_CLI, 'lsp', '--stdio' },
  root_dir = vim.fn.fnamemodify(file, ':h'),
})
vim.lsp.buf_attach_client(0, id)
told.opened = wait_for(3)

-- the redact action on the first finding
local client = vim.lsp.get_client_by_id(id)
vim.api.nvim_win_set_cursor(0, { 2, 12 })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
local answer = client.request_sync('textDocument/codeAction', params, 30000, 0)
told.actions = {}
for _, action in ipairs(answer and answer.result or {}) do table.insert(told.actions, action.title) end
local redact = answer and answer.result and answer.result[1]
if redact then
  if not redact.edit then redact = client.request_sync('codeAction/resolve', redact, 30000, 0).result end
  vim.lsp.util.apply_workspace_edit(redact.edit, client.offset_encoding or 'utf-16')
end
told.mended = vim.api.nvim_buf_get_lines(0, 1, 2, false)[1]
told.redacted = wait_for(2)

-- typing takes one away and brings it back
local line = vim.api.nvim_buf_get_lines(0, 4, 5, false)[1]
vim.api.nvim_buf_set_lines(0, 4, 5, false, { 'key: nothing' })
told.typed = wait_for(1)
vim.api.nvim_buf_set_lines(0, 4, 5, false, { line })
told.back = wait_for(2)
io.stdout:write(vim.json and vim.json.encode(told) or vim.fn.json_encode(told))
vim.lsp.stop_client(id)
vim.wait(10000, function() return vim.lsp.get_client_by_id(id) == nil end, 20)
vim.cmd('qa!')
