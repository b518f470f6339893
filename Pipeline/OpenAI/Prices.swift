import FoundationEssentials
package import Manifest
package import OpenAIChat
import StateFiles
import SystemPackage
import Yams

/// What models cost.
package struct Prices: Sendable, Equatable {
    /// Of one model, in US dollars.
    package struct Price: Sendable, Equatable {
        /// For a million tokens in; nil where tokens are not what is paid for.
        package var input: Double?
        /// For a million tokens in that the server still knew; nil where they cost the same.
        package var cached: Double?
        /// For a million tokens out; nil where they cost nothing.
        package var output: Double?
        /// For a minute of sound.
        package var minute: Double?

        package init(input: Double? = nil, cached: Double? = nil, output: Double? = nil, minute: Double? = nil) {
            self.input = input
            self.cached = cached
            self.output = output
            self.minute = minute
        }

        /// Whether it says what tokens cost.
        package var isOfTokens: Bool { input != nil || output != nil }
    }

    private var models: [String: Price]

    /// The user's table, from a YAML file, and where the server is OpenAI's own, behind it the program's: what a model of the same
    /// name costs elsewhere, nobody knows.
    package init(file: String?, isOpenAI: Bool) throws(Failure) {
        models = isOpenAI ? try Self.read(PackageResources.prices_yaml, name: "prices.yaml") : [:]
        guard let file else { return }
        let bytes: [UInt8]
        do {
            bytes = try Files.read(FilePath(file), atMost: 1 << 20)
        } catch {
            throw Failure(.config, "prices: \(error)")
        }
        models.merge(try Self.read(bytes, name: file.oneLine)) { _, own in own }
    }

    /// Of a model by its name, also where a date stands behind it (`gpt-4o-2024-08-06`); nil where it is not known.
    package func price(of model: String) -> Price? {
        if let price = models[model] { return price }
        let parts = model.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 3, parts.suffix(3).map(\.utf8.count) == [4, 2, 2],
            parts.suffix(3).allSatisfy({ $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } })
        else { return nil }
        return models[parts.dropLast(3).joined(separator: "-")]
    }

    private static func read(_ bytes: [UInt8], name: String) throws(Failure) -> [String: Price] {
        let remedy = "it is a list of lines such as: my-model: { input: 1.25, cached: 0.125, output: 10 }"
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw Failure(.config, "prices: \(name): is not YAML: \("\(error)".oneLine)")
        }
        var models: [String: Price] = [:]
        guard let lines = root?.mapping else { throw Failure(.config, "prices: \(name): \(remedy)") }
        for (key, value) in lines {
            let place = "prices: \(name):\((key.mark?.line).map(String.init) ?? "?")"
            guard let model = key.scalar?.string, let fields = value.mapping else {
                throw Failure(.config, "\(place): \(remedy)")
            }
            var price = Price()
            for (field, amount) in fields {
                guard let dollars = amount.float, dollars >= 0, dollars.isFinite else {
                    throw Failure(.config, "\(place): \(model.oneLine): not a price in US dollars; \(remedy)")
                }
                switch field.scalar?.string {
                case "input": price.input = dollars
                case "cached": price.cached = dollars
                case "output": price.output = dollars
                case "minute": price.minute = dollars
                default:
                    throw Failure(
                        .config,
                        "\(place): \(model.oneLine): unknown key; the keys are input, cached, output, minute"
                    )
                }
            }
            models[model] = price
        }
        return models
    }
}

extension Prices.Price {
    /// What tokens cost, in US dollars.
    package func dollars(_ usage: Usage) -> Double {
        let known = min(usage.cached ?? 0, usage.prompt)
        let input = input ?? 0
        let fresh = Double(usage.prompt - known) * input + Double(known) * (cached ?? input)
        return (fresh + Double(usage.completion) * (output ?? 0)) / 1_000_000
    }
}
