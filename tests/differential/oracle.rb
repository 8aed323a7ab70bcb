# Renders templates with Ruby Liquid for the differential tests.
#
# Reads one JSON object a line from standard input and answers one a line, in the same order:
#
#   {"template": …, "data": …, "mode": "lax", "line_numbers": false, "partials": {name: text}}
#   {"text": …} or {"syntax": message} or {"crash": message}
#
# The first line written says which versions answer. LIQUID_LIB names the lib directory of another Liquid, and
# STRSCAN_LIB the directory of a newer strscan for it. A time stands in the data as {"$time": [nanoseconds, offset]}.

ENV["TZ"] = "UTC"

require "json"
require "date"
require "time"
require "bigdecimal"
if ENV["STRSCAN_LIB"]
  $LOAD_PATH.unshift(ENV["STRSCAN_LIB"])
  require File.join(ENV["STRSCAN_LIB"], "strscan.so")
end
$LOAD_PATH.unshift(ENV["LIQUID_LIB"]) if ENV["LIQUID_LIB"]
$VERBOSE = nil
require "active_support/all" unless ENV["NO_ACTIVE_SUPPORT"]
require "liquid"

NOW = Time.at(Integer(ENV.fetch("NOW_EPOCH"))).utc
Time.define_singleton_method(:now) { |**| NOW.dup }

class Partials
  def initialize(texts)
    @texts = texts
  end

  def read_template_file(name)
    @texts.fetch(name) { raise Liquid::FileSystemError, "No such template '#{name}'" }
  end
end

def revive(value)
  case value
  when Array then value.map { |item| revive(item) }
  when Hash
    stamp = value["$time"]
    return value.transform_values { |item| revive(item) } unless stamp

    time = Time.at(Rational(stamp[0], 1_000_000_000))
    stamp[1].zero? ? time.utc : time.localtime(stamp[1])
  else value
  end
end

def answer(question)
  template = Liquid::Template.parse(
    question["template"],
    error_mode: question.fetch("mode", "lax").to_sym,
    line_numbers: question.fetch("line_numbers", false),
  )
  partials = Partials.new(question.fetch("partials", {}))
  text = template.render(revive(question["data"]), registers: { file_system: partials })
  text = text.dup.force_encoding("UTF-8")
  text.valid_encoding? ? { "text" => text } : { "crash" => "not UTF-8" }
rescue Liquid::SyntaxError => e
  { "syntax" => e.message.dup.force_encoding("UTF-8").scrub }
rescue StandardError, SystemStackError => e
  { "crash" => "#{e.class}: #{e.message.dup.force_encoding("UTF-8").scrub}"[0, 300] }
end

$stdout.sync = true
$stdout.binmode
puts JSON.generate({ "liquid" => Liquid::VERSION, "ruby" => RUBY_VERSION })
$stdin.set_encoding("UTF-8")
while (line = $stdin.gets)
  puts JSON.generate(answer(JSON.parse(line, max_nesting: false)))
end
