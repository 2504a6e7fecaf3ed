-- Hashes records where they lie, in memory that Neovim shares with the sidecar.
--
--   OUTRIGGER_SOCKET="$(npx outrigger sockname)" nvim --headless -u NONE -S segment.lua
--
-- Neovim speaks MessagePack-RPC itself; LuaJIT maps the memory.
local ffi = require('ffi')

ffi.cdef([[
  int open(const char *path, int flags, ...);
  int close(int fd);
  void *mmap(void *address, size_t length, int protection, int flags, int fd, int64_t offset);
]])
local O_RDWR, PROT_READ_WRITE, MAP_SHARED = 2, 3, 1

local COUNT, RECORD, DIGEST = 10000, 64, 32

local function open_segment(channel, bytes)
  local lease = vim.rpcrequest(channel, 'segment/open', { bytes = bytes })
  local fd = ffi.C.open(lease.path, O_RDWR)
  assert(fd >= 0, lease.path)
  local memory = ffi.C.mmap(nil, lease.bytes, PROT_READ_WRITE, MAP_SHARED, fd, 0)
  ffi.C.close(fd)
  assert(memory ~= ffi.cast('void *', -1), 'mmap failed')
  return lease.segment, ffi.cast('uint8_t *', memory)
end

local function main()
  local channel = vim.fn.sockconnect('pipe', vim.env.OUTRIGGER_SOCKET, { rpc = true })
  local digests_at = COUNT * RECORD
  local segment, memory = open_segment(channel, COUNT * (RECORD + DIGEST))
  for i = 0, COUNT - 1 do
    ffi.copy(memory + i * RECORD, string.format('record %-56d\n', i + 1), RECORD)
  end

  local result = vim.rpcrequest(channel, 'hash/records', {
    algorithm = 'sha256',
    recordSize = RECORD,
    data = { segment = segment, offset = 0, length = digests_at },
    into = { segment = segment, offset = digests_at, length = COUNT * DIGEST },
  })

  local function hex(i)
    local digest = ffi.string(memory + digests_at + i * DIGEST, DIGEST)
    return (digest:gsub('.', function(byte)
      return string.format('%02x', byte:byte())
    end))
  end
  io.stdout:write(string.format('%d digests, the first is %s\n', result.count, hex(0)))

  for i = 0, COUNT - 1 do
    assert(hex(i) == vim.fn.sha256(ffi.string(memory + i * RECORD, RECORD)), 'a digest is wrong')
  end
end

local ok, message = pcall(main)
if not ok then
  io.stderr:write(tostring(message), '\n')
end
vim.cmd(ok and 'qall!' or 'cquit 1')
