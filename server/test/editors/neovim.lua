-- Opens a file of a workspace in Neovim with the language server, and prints what came as JSON. Arguments by the environment.
local program, folder, file = vim.env.KEA_SERVER, vim.env.KEA_FOLDER, vim.env.KEA_FILE

-- Without a configuration file filetypes are off; before 0.8 those in Lua are a choice.
vim.g.do_filetype_lua = 1
vim.cmd('filetype on')
vim.filetype.add({
  pattern = { ['.*kea%-dhcp[46].*%.conf'] = 'kea', ['.*kea%-ctrl%-agent.*%.conf'] = 'kea', ['.*kea%-dhcp%-ddns.*%.conf'] = 'kea' },
})
local config = { name = 'kea', cmd = { vim.env.KEA_NODE, program, '--stdio' }, root_dir = folder, settings = { kea = { version = vim.env.KEA_VERSION } } }
-- Before 0.8 settings are for the user's own code to send.
if not vim.lsp.start then config.init_options = config.settings end

vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/' .. file))
local buffer = vim.api.nvim_get_current_buf()
-- Neovim 0.7 has no vim.lsp.start yet.
local id
if vim.lsp.start then
  id = vim.lsp.start(config)
else
  id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, id)
end
local client

local function request(method, line, column)
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = line, character = column } }
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 10000) or {}
  local answer = answers[id] or {}
  return { result = answer.result or vim.NIL, error = answer.error and answer.error.message or vim.NIL }
end

local found = vim.wait(30000, function()
  client = vim.lsp.get_client_by_id(id)
  return #vim.diagnostic.get(buffer) > 0
end, 50)
local diagnostics = {}
for _, one in ipairs(vim.diagnostic.get(buffer)) do
  table.insert(diagnostics, { code = one.code, message = one.message, line = one.lnum, source = one.source, severity = one.severity })
end
local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
local line, column = 0, 0
for at, text in ipairs(lines) do
  local start = text:find('"subnet4"', 1, true)
  if start then
    line, column = at - 1, start + 1
    break
  end
end
local capabilities = client and client.server_capabilities or {}
local out = {
  found = found,
  filetype = vim.bo[buffer].filetype,
  encoding = client and client.offset_encoding,
  diagnostics = diagnostics,
  hover = capabilities.hoverProvider and request('textDocument/hover', line, column) or vim.NIL,
  completion = capabilities.completionProvider and request('textDocument/completion', line, column) or vim.NIL,
}
-- An edit made in Neovim is what is checked next.
vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { '{ "Dhcp4": { "valid-lifetme": 4000 } }' })
out.edited = vim.wait(20000, function()
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    if one.code == 'unknown-key' then return true end
  end
  return false
end, 50)
io.stdout:write('\n<json>' .. vim.json.encode(out) .. '</json>\n')
vim.lsp.stop_client(id)
vim.wait(2000, function() return vim.lsp.get_client_by_id(id) == nil end, 50)
vim.cmd('qall!')
