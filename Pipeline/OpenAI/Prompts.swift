import FoundationEssentials
import Intake
package import Manifest
import Roles
import StateFiles
import SystemPackage

/// What a language model is told before it is shown anything: a file for each kind of question. A folder of the user's own may
/// hold others in their place, each under the same name.
package struct Prompts: Sendable {
    /// The kinds of questions, named as their files.
    package enum Kind: String, Sendable, CaseIterable {
        case choose, rank, captions, refine, add

        /// What may stand in `{{…}}` in its file.
        package var fields: [String] {
            switch self {
            case .choose: ["shortest", "longest", "looking_for", "language"]
            case .rank: ["looking_for"]
            case .captions, .refine: ["language"]
            case .add: ["shortest", "longest", "language"]
            }
        }

        fileprivate var embedded: [UInt8] {
            switch self {
            case .choose: PackageResources.choose_md
            case .rank: PackageResources.rank_md
            case .captions: PackageResources.captions_md
            case .refine: PackageResources.refine_md
            case .add: PackageResources.add_md
            }
        }
    }

    private let texts: [Kind: String]

    /// The program's own, and what a folder has in their place. Throws a failure of class `config` that names the file.
    package init(folder: String?) throws(Failure) {
        var texts: [Kind: String] = [:]
        var found = 0
        for kind in Kind.allCases {
            var bytes = kind.embedded
            if let folder {
                let path = FilePath(folder).appending("\(kind.rawValue).md")
                do {
                    if let own = try Files.readIfPresent(path, atMost: 1 << 20) {
                        bytes = own
                        found += 1
                    }
                } catch {
                    throw Failure(.config, "prompts: \(error)")
                }
                try Self.check(bytes, kind, path)
            }
            texts[kind] = String(decoding: bytes, as: UTF8.self)
        }
        if let folder, found == 0 {
            let names = Kind.allCases.map { "\($0.rawValue).md" }.joined(separator: ", ")
            throw Failure(.config, "prompts: \(folder.oneLine) holds none of \(names)")
        }
        self.texts = texts
    }

    /// A prompt with its fields filled in.
    package func text(_ kind: Kind, _ values: [String: String]) -> String {
        kind.fields.reduce(texts[kind] ?? "") { text, field in
            text.replacing("{{\(field)}}", with: values[field] ?? "")
        }
    }

    /// By which a changed prompt is recognised.
    package func digest(_ kind: Kind) -> String { Digest.of(Array((texts[kind] ?? "").utf8)) }

    private static func check(_ bytes: [UInt8], _ kind: Kind, _ path: FilePath) throws(Failure) {
        guard let text = String(validating: bytes, as: UTF8.self), bytes.count <= 64 << 10, !bytes.isEmpty else {
            throw Failure(.config, "prompts: \(path.shown) is empty, over 64 KiB or no UTF-8 text")
        }
        for part in text.components(after: "{{", before: "}}") where !kind.fields.contains(part) {
            let names = kind.fields.map { "{{\($0)}}" }.joined(separator: ", ")
            throw Failure(.config, "prompts: \(path.shown): {{\(part.oneLine)}} is unknown; there are \(names)")
        }
    }
}

extension String {
    /// The texts between each of two marks.
    fileprivate func components(after open: String, before close: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let start = rest.firstRange(of: open) {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: close) else { break }
            found.append(String(rest[..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return found
    }
}
