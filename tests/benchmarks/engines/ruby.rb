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

LOT = 20 # users between two looks at the clock

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

# Renders per second; users are parsed just before they are rendered, outside the clock.
def rate(lots, prepare, seconds, renders)
  done = 0
  spent = 0.0
  while spent < seconds || done < renders
    lot = lots.next.map(&prepare)
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    lot.each { |item| yield item }
    spent += Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
    done += lot.length
  end
  done / spent
end

Liquid::Template.register_filter(BrazeFilters)
lines = File.readlines(ARGV[0], chomp: true, encoding: "UTF-8")
lots = lines.each_slice(LOT).cycle
parse = JSON.method(:parse)
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
      lines.first(request["count"]).map { |line| template.render(JSON.parse(line)) }
    end
    puts JSON.generate(outputs: texts)
  when "measure"
    seconds, renders = request.values_at("seconds", "renders")
    measured =
      case request["mode"]
      when "render" then rate(lots, parse, seconds, renders) { |user| template.render(user) }
      when "line" then rate(lots, :itself.to_proc, seconds, renders) { |text| template.render(JSON.parse(text)).b }
      when "parse"
        source = sources[request["workload"]]
        rate(lots, parse, seconds, renders) { |user| Liquid::Template.parse(source).render(user) }
      end
    puts JSON.generate(rate: measured)
  end
end
