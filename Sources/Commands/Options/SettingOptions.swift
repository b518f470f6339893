import ArgumentParser
import Settings

/// The settings of a video as flags. Their help is that of the table of settings, and their text is read there too, with the
/// environment's and the files' (`SettingRow`), so that all three are told the same when they are wrong. What holds these options has
/// no title for them, which would take the place of theirs.
struct SettingOptions: ParsableArguments {
    @OptionGroup(title: "What the clips are like") var clips: ClipOptions

    @OptionGroup(title: "Renditions") var renditions: RenditionOptions

    @OptionGroup(title: "Host mux") var mux: MuxOptions

    @OptionGroup(title: "Language models") var models: ModelOptions

    /// The flags that were given.
    var given: [SettingKey: String] {
        (clips.all + renditions.all + mux.all + models.all).reduce(into: [:]) { given, pair in
            given[pair.0] = pair.1.map(pair.0.given)
        }
    }
}
