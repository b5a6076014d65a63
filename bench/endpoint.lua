-- Sends one query, made different by a number if it is not to be answered from a cache, and prints figures as JSON.
local query, accept, is_varied = os.getenv("QUERY"), os.getenv("ACCEPT"), os.getenv("VARIED") == "1"
local count = 0

local function encode(text)
  return (text:gsub("[^%w]", function(character) return string.format("%%%02X", string.byte(character)) end))
end

local encoded, path, more = encode(query), os.getenv("ENDPOINT_PATH"), os.getenv("MORE") or ""

request = function()
  count = count + 1
  local tail = is_varied and encode(" # " .. count) or ""
  return wrk.format("GET", path .. "?query=" .. encoded .. tail .. more, { Accept = accept })
end

done = function(summary, latency)
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "failed": %d, "p50": %f, "p95": %f, "p99": %f}\n',
    summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
