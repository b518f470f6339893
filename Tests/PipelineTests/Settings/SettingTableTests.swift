import Manifest
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// What a row of the table says of its setting is so.
@Suite struct SettingTableTests {
    /// A setting that is read into no property, or into another's, and a property that nothing can set.
    @Test func eachRowSetsOnePropertyAndEachPropertyHasARow() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try SettingTrial(in: scratch.path)
            var labels: [String] = []
            for row in SettingTable.rows {
                var settings = Settings()
                try row.apply(trial.other(row, than: settings), to: &settings, place: "test")
                let changed = zip(Mirror(reflecting: Settings()).children, Mirror(reflecting: settings).children)
                    .filter { "\($0.value)" != "\($1.value)" }.compactMap(\.0.label)
                #expect(changed.count == 1, "\(row.key): \(changed)")
                labels += changed
            }
            #expect(labels.sorted() == Mirror(reflecting: Settings()).children.compactMap(\.label).sorted())
        }
    }

    @Test(arguments: SettingTable.rows.map(\.key))
    func theDefaultIsReadAsTheDefault(_ key: SettingKey) throws {
        let row = key.row
        var texts = row.unset.map { [$0] } ?? []
        if let text = row.standardText {
            let list = text.split(separator: " ").joined(separator: ",")
            texts.append(row.shape.isList ? (text.isEmpty ? "none" : list) : text)
        }
        for text in texts {
            var settings = Settings()
            try row.apply(text, to: &settings, place: "test")
            #expect(settings == Settings())
        }
    }

    @Test(arguments: SettingTable.rows.map(\.key))
    func theHelpIsASentence(_ key: SettingKey) {
        let help = key.row.help
        #expect(help.hasSuffix(".") && help.contains(" ") && !help.contains("Default") && !help.contains("|"))
        #expect(!key.row.valueName.isEmpty)
    }

    /// A stage depends on a setting where its fingerprint is another one with another value, with some host, analyst and recogniser.
    @Test func theStagesAreThoseWhoseFingerprintsChange() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try SettingTrial(in: scratch.path)
            let bases = try SettingTrial.bases.map { (settings: $0, fingerprints: try trial.fingerprints($0)) }
            for row in SettingTable.rows {
                var touched: Set<StageName> = []
                for base in bases {
                    var settings = base.settings
                    try row.apply(trial.other(row, than: settings), to: &settings, place: "test")
                    let fingerprints = try trial.fingerprints(settings)
                    touched.formUnion(StageName.allCases.filter { fingerprints[$0] != base.fingerprints[$0] })
                }
                #expect(touched == row.stages, "\(row.key)")
            }
        }
    }

    /// A setting that a stage depends on has to be in the key, or a sealed video would not be looked at when it is changed.
    @Test func theKeyOfTheSealHasWhatTheRowSays() async throws {
        try await ScratchFolder.with { scratch in
            let trial = try SettingTrial(in: scratch.path)
            for row in SettingTable.rows {
                let isInKey = try SettingTrial.bases.contains { base in
                    var settings = base
                    try row.apply(trial.other(row, than: base), to: &settings, place: "test")
                    return trial.sealed(settings) != trial.sealed(base)
                }
                if case .never = row.seal { #expect(!isInKey, "\(row.key)") } else { #expect(isInKey, "\(row.key)") }
                #expect(isInKey || row.stages.isEmpty, "\(row.key)")
            }
        }
    }
}
