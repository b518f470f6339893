package import Manifest
package import StateFiles

/// A row of the table of settings: all that is known of one setting.
package struct SettingRow: Sendable {
    package let key: SettingKey
    /// What its texts look like.
    package let shape: SettingShape
    /// The text for no value; nil where there is none. An empty one may be written as YAML's null.
    package let unset: String?
    /// What it is, in a sentence: for the flag's help, the schema of `.smartclip.yaml` and README.
    package let help: String
    /// What stands for a value in the flag's help.
    package let valueName: String
    /// The default in words.
    package let standard: String
    /// The default as a text that is read as it; nil for no value.
    package let standardText: String?
    /// What a file in a folder of videos has to say of it.
    package let reach: Reach
    /// Whether `.env` of the current folder may set it: it says neither where videos and their sound go, nor who may see them,
    /// nor what is deleted, and names no file.
    package let isReadFromDotEnv: Bool
    /// Its names in the environment, of which the first that is set counts.
    package let variables: [String]
    /// The stages that depend on it: what makes them work anew.
    package let stages: Set<StageName>
    /// How it stands in the key of a seal.
    package let seal: InSeal

    private let read: @Sendable (String, inout Settings) -> Bool
    private let written: @Sendable (Settings) -> String?

    /// What a file in a folder of videos, which others may write to, has to say of a setting.
    package enum Reach: Sendable {
        /// It says what a clip looks like: a folder may choose it.
        case folders
        /// It says who is asked, or what for: a folder may choose it where the operator lets it. Where words are named, only
        /// these need that.
        case permitted(only: [String] = [])
        /// It says what a clip looks like, by a word of its shape, which a folder may choose, or by a file of this machine, which it
        /// may only where the operator lets it.
        case words
        /// A folder may only make it smaller.
        case budget(SpendingCap)
        /// It is the operator's alone.
        case operators
    }

    /// How a setting stands in the key of a video's seal. A finished video is looked at again where the key is another one.
    package enum InSeal: Sendable {
        /// Under its own name.
        case always
        /// The same, save for the default: the setting is younger than the seals of some outboxes.
        case unlessStandard
        /// As another text, under another name.
        case named(String, @Sendable (Settings) -> String)
        /// In the text of another setting.
        case within(SettingKey)
        /// Its analyst adds it, whose work alone depends on it.
        case byAnalyst
        /// Not at all: a finished video stays what it is, whatever this is from now on.
        case never
    }

    /// `standard` is the default in words, where the value does not tell it.
    init<Value>(
        _ key: SettingKey,
        _ path: any WritableKeyPath<Settings, Value> & Sendable,
        _ type: SettingType<Value>,
        _ help: String,
        valueName: String,
        standard: String? = nil,
        reach: Reach,
        dotEnv: Bool,
        orVariable: String? = nil,
        stages: Set<StageName>,
        seal: InSeal
    ) {
        self.key = key
        shape = type.shape
        unset = type.unset
        self.help = help
        self.valueName = valueName
        let value = type.written(Settings()[keyPath: path])
        standardText = value
        self.standard = standard ?? value.map { $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0 } ?? ""
        self.reach = reach
        isReadFromDotEnv = dotEnv
        variables = [key.variable] + (orVariable.map { [$0] } ?? [])
        self.stages = stages
        self.seal = seal
        read = { text, settings in
            guard let value = type.read(text) else { return false }
            settings[keyPath: path] = value
            return true
        }
        written = { type.written($0[keyPath: path]) }
    }

    /// Reads a value into settings; `place` says where it stands, for the error.
    package func apply(_ text: String, to settings: inout Settings, place: String) throws(SettingsError) {
        guard !read(text, &settings) else { return }
        let shown = text.count > 80 ? String(text.prefix(80)) : text
        throw SettingsError(place: place, problem: "\(key.rawValue) is \(shape.wanted), not \"\(shown.oneLine)\"")
    }

    /// Whether a folder may say this of it without being let.
    package func isHarmless(_ text: String) -> Bool {
        switch reach {
        case .folders, .budget: true
        case .permitted(let words): !words.isEmpty && !words.contains(text)
        case .words: shape.words.contains(text)
        case .operators: false
        }
    }

    /// Whether the operator can let folders choose it.
    package var isPermissible: Bool {
        switch reach {
        case .permitted, .words: true
        case .folders, .budget, .operators: false
        }
    }

    /// Adds it to the key of a seal.
    func add(_ settings: Settings, to fingerprint: inout Fingerprint) {
        let text = written(settings)
        switch seal {
        case .always: fingerprint.add(key.rawValue, text)
        case .unlessStandard: if text != standardText { fingerprint.add(key.rawValue, text) }
        case .named(let name, let text): fingerprint.add(name, text(settings))
        case .within, .byAnalyst, .never: break
        }
    }

    /// The flag's help.
    package var explained: String { shape.explained(help, standard: standard) }
}

/// The most that may be spent, of which a folder may only choose less than the operator.
package struct SpendingCap: Sendable {
    /// Takes it away.
    let clear: @Sendable (inout Settings) -> Void
    /// Sets the smaller one of two.
    let setSmaller: @Sendable (inout Settings, _ one: Settings, _ other: Settings) -> Void

    init<Value: Comparable & Sendable>(_ path: any WritableKeyPath<Settings, Value?> & Sendable) {
        clear = { $0[keyPath: path] = nil }
        setSmaller = { settings, one, other in
            settings[keyPath: path] = [one[keyPath: path], other[keyPath: path]].compactMap { $0 }.min()
        }
    }
}

extension Settings {
    /// Adds to the key of a seal all that is not the analyst's to add.
    package func add(to fingerprint: inout Fingerprint) {
        for row in SettingTable.rows { row.add(self, to: &fingerprint) }
    }
}
