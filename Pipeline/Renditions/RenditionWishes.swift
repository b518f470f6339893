import BurnedCaptions
import FoundationEssentials
import Framing
import Highlights
import Intake
import Manifest
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage

/// What is made of each clip besides itself, as the settings ask for it.
struct RenditionWishes {
    /// The shapes, without the source's own where that would be the clip once more, unless a moment has wishes of its own.
    let formats: [Settings.Format]
    /// How pictures of other shapes are framed, unless a moment has a wish of its own.
    let framing: FramingWish
    /// Whether all captions are on the picture.
    let burnsCaptions: Bool
    /// Whether the clip's quote is shown first.
    let showsHook: Bool
    /// For how many seconds the clip's title is shown; 0 for not at all.
    let titleSeconds: Double
    /// The path of an image that is shown in a corner.
    let watermark: FilePath?
    /// Whether the picture is drawn, with the title on it: the source has none.
    let drawsSound: Bool
    private let styleName: String
    private let platforms: [Platform]
    /// Whether something is drawn on the picture of the source's own shape, too.
    private let changesSource: Bool

    /// What is wished for a video, or for sound alone, of which stage `await-asset` tells.
    init(_ video: VideoState) {
        self.init(video.settings, drawsSound: video.recorded.knownAsset.map { $0.codecs.video == nil } ?? false)
    }

    /// `drawsSound`: whether the source has no picture.
    init(_ settings: Settings, drawsSound: Bool = false) {
        self.drawsSound = drawsSound
        burnsCaptions = settings.captions != .sidecar
        showsHook = settings.hook
        titleSeconds = settings.titleCard
        watermark = settings.watermark.map { FilePath($0) }
        platforms = settings.platforms
        let changes = burnsCaptions || showsHook || titleSeconds > 0 || watermark != nil
        changesSource = changes
        formats = Self.meant(settings.formats, settings.platforms, changesSource: changes)
        framing = settings.framing
        styleName = settings.style
    }

    /// The shapes that are made: each once, those of sites by their shape, the source's own only where something is drawn on it.
    private static func meant(_ wanted: [Settings.Format], _ platforms: [Platform], changesSource: Bool)
        -> [Settings.Format]
    {
        var formats: [Settings.Format] = []
        for wanted in wanted {
            let meant = wanted == .platforms ? platforms.map { Settings.Format(bestFor: $0) } : [wanted]
            for format in meant where !formats.contains(format) && (format != .source || changesSource) {
                formats.append(format)
            }
        }
        return formats
    }

    /// The shapes of a moment's clip.
    func formats(of moment: MomentEntry) -> [Settings.Format] {
        guard let own = moment.formats else { return formats }
        return Self.meant(own.compactMap { Settings.Format(rawValue: $0) }, platforms, changesSource: changesSource)
    }

    /// Whether a video may get any shape beside its clips.
    static func mayBeAny(_ settings: Settings, _ video: RecordedVideo) -> Bool {
        if !Self(settings).isEmpty { return true }
        // Nonsense in the file is reported when the stage runs, which then makes nothing.
        return (try? MomentsEdit(of: video))?.moments.contains { $0.formats != nil } ?? false
    }

    /// The files that what is made depends on: a style, an image.
    var files: [FilePath] {
        // Whether a title is drawn depends on the source.
        let style = CaptionStyle.file(styleName) == nil ? [FilePath(styleName)] : []
        return style + (isEmpty ? [] : [watermark].compactMap { $0 })
    }

    /// Whether there is nothing to make, unless moments have wishes of their own.
    var isEmpty: Bool { formats.isEmpty }
    /// Whether anything is drawn on the picture.
    var draws: Bool { burnsCaptions || showsHook || titleSeconds > 0 || drawsSound }

    /// The content of the file of the style. Throws a failure of class `config` where it cannot be read.
    func styleText() throws(Failure) -> String {
        if let own = CaptionStyle.file(styleName) { return own }
        let file = FilePath(styleName)
        do {
            guard let bytes = try Files.readIfPresent(file, atMost: Self.longestStyle) else {
                throw Failure(.config, "the caption style \(styleName.oneLine): there is no such file")
            }
            return String(decoding: bytes, as: UTF8.self)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.config, "the caption style \(styleName.oneLine) cannot be read: \(error)")
        }
    }

    /// The style. Throws as `styleText`, and where the file is none.
    func style() throws(Failure) -> CaptionStyle {
        let text = try styleText()
        do throws(BurnedCaptionsError) {
            return try CaptionStyle(parsing: text, name: shownStyle)
        } catch {
            throw Failure(.config, error.description)
        }
    }

    /// What records call the style: its name, or that of its file.
    var shownStyle: String {
        CaptionStyle.names.contains(styleName) ? styleName : FilePath(styleName).lastComponent?.string ?? styleName
    }

    private static let longestStyle = 1 << 20

    /// How a moment's clip is framed.
    func framing(of moment: MomentEntry) -> FramingWish { moment.framing.flatMap { FramingWish($0) } ?? framing }

    /// Adds all that decides the renditions of a moment's clip, but for the clip and its captions. Nothing where none is made, so
    /// that what was made before there were any counts on.
    func add(_ moment: MomentEntry, _ settings: Settings, to fingerprint: inout Fingerprint) throws(Failure) {
        let formats = formats(of: moment)
        guard !formats.isEmpty else { return }
        fingerprint.add("shapes' crf", settings.crf)
        fingerprint.add("shapes' preset", settings.preset.rawValue)
        fingerprint.add("formats", formats.map(\.rawValue).joined(separator: " "))
        if formats.contains(where: { $0 != .source }) {
            fingerprint.add("framing", framing(of: moment).description)
        }
        try addDrawn(moment, to: &fingerprint)
    }

    /// Adds what decides what is drawn on the picture of a moment's clip, but for its captions.
    func addDrawn(_ moment: MomentEntry, to fingerprint: inout Fingerprint) throws(Failure) {
        if draws {
            fingerprint.add("style", try styleText())
            fingerprint.add("burns captions", burnsCaptions ? "yes" : "no")
            if showsHook { fingerprint.add("hook", moment.quote) }
            if titleSeconds > 0 { fingerprint.add("title card", "\(titleSeconds) \(moment.title)") }
        }
        try addSoundTitle(moment, to: &fingerprint)
        if let mark = try mark() { fingerprint.add("watermark", Digest.of(mark)) }
    }

    /// Adds what decides the title on a picture that is drawn. Nothing for a video, which has a picture.
    func addSoundTitle(_ moment: MomentEntry, to fingerprint: inout Fingerprint) throws(Failure) {
        guard drawsSound else { return }
        fingerprint.add("drawn title", moment.title)
        fingerprint.add("drawn style", try styleText())
    }

    /// The content of the image for the corner; nil where none is wanted. Throws a failure of class `config` where it cannot be read.
    func mark() throws(Failure) -> [UInt8]? {
        guard let watermark else { return nil }
        do {
            guard let bytes = try Files.readIfPresent(watermark, atMost: Self.largestMark) else {
                throw Failure(.config, "the watermark \(watermark.shown): there is no such file")
            }
            return bytes
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.config, "the watermark \(watermark.shown) cannot be read: \(error)")
        }
    }

    /// The same where it is an image. Throws a failure of class `config` where it is neither PNG nor JPEG.
    func image() throws(Failure) -> [UInt8]? {
        guard let bytes = try mark() else { return nil }
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF]) else {
            throw Failure(.config, "the watermark \(watermark?.shown ?? "") is neither a PNG nor a JPEG")
        }
        return bytes
    }

    private static let largestMark = 32 << 20
}

extension Settings.Format {
    /// Its size in pixels; nil for that of the clip.
    var size: (width: Int, height: Int)? {
        switch self {
        case .source, .platforms: nil
        case .portrait: (1080, 1920)
        case .square: (1080, 1080)
        case .tall: (1080, 1350)
        case .wide: (1920, 1080)
        }
    }

    /// The shape that a site shows best.
    init(bestFor platform: Platform) {
        self = PlatformLimits.known.platforms[platform.rawValue].flatMap { Self(rawValue: $0.best) } ?? .source
    }

    /// How far down the middle of a fitted picture is where captions are drawn, so that they stand below a wide one, not on it.
    var fitCentre: Double {
        switch self {
        case .source, .wide, .platforms: 0.5
        case .portrait: 0.39
        case .square: 0.45
        case .tall: 0.47
        }
    }
}
