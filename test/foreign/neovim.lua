-- Calls a sidecar over MessagePack-RPC from Neovim, with nothing but sockconnect and rpcrequest. Prints one JSON object of
-- what it got; judges nothing.
local channel = vim.fn.sockconnect('pipe', vim.env.OUTRIGGER_SOCKET, { rpc = true })
local told = { channel = channel > 0 }

local function attempt(method, ...)
  local ok, result = pcall(vim.rpcrequest, channel, method, ...)
  return { ok = ok, result = ok and result or tostring(result) }
end

told.status = attempt('server/status', {})
told.bare = attempt('server/status')
told.empty = attempt('server/status', vim.empty_dict())
told.records = attempt('hash/messages', { algorithm = 'sha256', messages = { 'abc', '', 'é' } })
told.base64 = attempt('hash/records', { algorithm = 'sha256', recordSize = 2, data = { base64 = '//79/A==' } })
told.binary = attempt('hash/messages', { algorithm = 'sha256', messages = { 'a', '\xff\xfe' } })
told.wrong = attempt('hash/records', { algorithm = 'sha256', recordSize = 0, data = 'abc' })
told.unknown = attempt('hash/nothing', {})
told.many = 0
for _ = 1, 500 do
  if attempt('hash/records', { algorithm = 'sha256', recordSize = 1, data = 'a' }).ok then told.many = told.many + 1 end
end
vim.rpcnotify(channel, '$/setTrace', { value = 'off' })
told.after = attempt('server/status', {})

-- bytes of digests aren't JSON: hexadecimal
local function hex(value)
  if type(value) == 'table' then
    local copy = {}
    for key, item in pairs(value) do copy[key] = hex(item) end
    return copy
  end
  if type(value) ~= 'string' or not value:find('[\128-\255]') then return value end
  return (value:gsub('.', function(c) return string.format('%02x', c:byte()) end))
end
io.stdout:write(vim.json.encode(hex(told)))
