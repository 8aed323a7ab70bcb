# The worker process of Ruby Liquid: ruby ruby.rb USERS TEMPLATES [c]
# USERS is a file of JSON lines, TEMPLATES a JSON object of name to plain Liquid; "c" loads liquid-c as well.
# It speaks the protocol of _worker.py.
require "json"

begin
  require "active_support"
  require "active_support/core_ext/object/blank"
  require "liquid"
  require "liquid/c" if ARGV[2] == "c"
rescue LoadError => missing
  puts JSON.generate(missing: missing.message)
  exit
end
require "base64"
require "erb"
require "openssl"
require "time"

BATCH = 20

module BrazeFilters
  def hmac_sha1_hex(input, key)
    OpenSSL::HMAC.hexdigest("SHA1", key, input.to_s)
  end

  def json_escape(input)
    JSON.generate(input.to_s)[1..-2]
  end

  def url_param_escape(input)
    ERB::Util.url_encode(input.to_s)
  end
end

def with_clock_held(instant)
  running = Time.method(:now).unbind
  Time.define_singleton_method(:now) { instant }
  yield
ensure
  Time.define_singleton_method(:now, running)
end

def rate(feed, seconds, renders)
  done = 0
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  at = 0
  loop do
    BATCH.times do
      yield feed[at]
      at += 1
      at = 0 if at == feed.length
    end
    done += BATCH
    spent = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
    return done / spent if spent >= seconds && done >= renders
  end
end

Liquid::Template.register_filter(BrazeFilters)
lines = File.readlines(ARGV[0], chomp: true, encoding: "UTF-8")
users = lines.map { |line| JSON.parse(line) }
sources = JSON.parse(File.read(ARGV[1], encoding: "UTF-8"))
parsed = sources.transform_values { |source| Liquid::Template.parse(source) }
version = Liquid::VERSION + (ARGV[2] == "c" ? ", liquid-c #{Liquid::C::VERSION}" : "")
$stdout.sync = true
puts JSON.generate(version: "#{version}, Ruby #{RUBY_VERSION}")

$stdin.each_line do |line|
  request = JSON.parse(line)
  template = parsed[request["workload"]]
  case request["do"]
  when "outputs"
    texts = with_clock_held(Time.iso8601(request["now"]).utc) do
      users.first(request["count"]).map { |user| template.render(user) }
    end
    puts JSON.generate(outputs: texts)
  when "measure"
    seconds, renders = request.values_at("seconds", "renders")
    measured =
      case request["mode"]
      when "render" then rate(users, seconds, renders) { |user| template.render(user) }
      when "line" then rate(lines, seconds, renders) { |text| template.render(JSON.parse(text)).b }
      when "parse"
        source = sources[request["workload"]]
        rate(users, seconds, renders) { |user| Liquid::Template.parse(source).render(user) }
      end
    puts JSON.generate(rate: measured)
  end
end
