# Formats dates for test_dates_against_ruby.py.
#
# Reads one JSON array [value, format] a line and answers one JSON value a line: the formatted text, null where Liquid
# prints the value unchanged, or {"error": message} as it would stand after "Liquid error: ".

ENV["TZ"] = "UTC"

require "json"
require "liquid"
require "time"

NOW = Time.at(Integer(ARGV.fetch(0)))
Time.define_singleton_method(:now) { |**| NOW }

def answer(value, format)
  time = Liquid::Utils.to_date(value)
  time && time.strftime(format)
rescue ArgumentError => e
  { "error" => e.message }
rescue StandardError
  { "error" => "internal" }
end

$stdin.each_line { |line| puts JSON.generate(answer(*JSON.parse(line))) }
