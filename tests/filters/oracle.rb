# Calls Ruby Liquid's filters, operators and path steps for the tests against Ruby.
#
# Reads one JSON array a line, [filter, value, arguments], and answers [text, inspected] or {"error": message}. An
# operator stands in place of a filter with its right side as the argument ("$blank" and "$empty" are the keywords), a
# "." or "[]" with a key. The first line written is Liquid's version. LIQUID_LIB names the lib directory of another
# Liquid. Values JSON lacks are objects: {"$time": seconds}, {"$range": [first, last]}, {"$float": "nan"}.

ENV["TZ"] = "UTC"
$LOAD_PATH.unshift(ENV["LIQUID_LIB"]) if ENV["LIQUID_LIB"]
$VERBOSE = nil
require "json"
require "active_support/all"
require "liquid"

# Liquid 5.13 asks for a newer strscan than Ruby 3.1 has.
class StringScanner
  def peek_byte = string.getbyte(pos)
  def scan_byte = peek_byte&.tap { self.pos += 1 }
end

Time.define_singleton_method(:now) { |**| Time.at(1_709_647_629) }
FLOATS = { "nan" => Float::NAN, "inf" => Float::INFINITY, "-inf" => -Float::INFINITY }.freeze

def revive(value)
  case value
  when Array then value.map { |item| revive(item) }
  when Hash
    return Time.at(value["$time"]).utc if value.key?("$time")
    return Range.new(*value["$range"]) if value.key?("$range")
    return FLOATS.fetch(value["$float"]) if value.key?("$float")

    value.transform_values { |item| revive(item) }
  else value
  end
end

def printed(value)
  value.is_a?(Array) ? value.map { |item| printed(item) }.join : value.to_s
end

LITERALS = { "$blank" => "blank", "$empty" => "empty" }.freeze

def call(name, value, arguments)
  context = Liquid::Context.new("v" => value, "k" => arguments.first)
  case name
  when "==", "!=", "<", "<=", ">", ">=", "contains"
    right = LITERALS[arguments.first]
    right = right ? Liquid::Condition.parse_expression(nil, right) : arguments.first
    Liquid::Condition.new(value, name, right).evaluate(context)
  when "." then Liquid::VariableLookup.parse("v.#{arguments.first}").evaluate(context)
  when "[]" then Liquid::VariableLookup.parse("v[k]").evaluate(context)
  else context.invoke(name, value, *arguments)
  end
end

def answer(name, value, arguments)
  result = call(name, revive(value), revive(arguments))
  [printed(result), result.inspect].map { |text| text.dup.force_encoding("UTF-8").scrub { |b| b.unpack("C*").map { |x| "<%02x>" % x }.join } }
rescue Liquid::Error => e
  { "error" => e.to_s(false) }
rescue StandardError, SystemStackError
  { "error" => "internal" }
end

$stdout.sync = true
puts JSON.generate(Liquid::VERSION)
$stdin.set_encoding("UTF-8")
$stdin.each_line { |line| puts JSON.generate(answer(*JSON.parse(line, max_nesting: false))) }
