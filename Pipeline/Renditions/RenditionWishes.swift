import BurnedCaptions
import FoundationEssentials
import Framing
import Manifest
import Roles
import Settings
import StateFiles
import SystemPackage

/// What is made of each clip besides itself, as the settings ask for it.
struct RenditionWishes {
    /// The shapes, without the source's own where that would be the clip once more.
    let formats: [Settings.Format]
    /// How pictures of other shapes are framed, unless a moment has a wish of its own.
    let framing: FramingWish
    /// Whether all captions are on the picture.
    let burnsCaptions: Bool
    /// Whether the clip's quote is shown first.
    let showsHook: Bool
    private let styleName: String

    init(_ settings: Settings) {
        burnsCaptions = settings.captions != .sidecar
        showsHook = settings.hook
        let draws = burnsCaptions || showsHook
        formats = settings.formats.filter { $0 != .source || draws }
        framing = settings.framing
        styleName = settings.style
    }

    /// Whether there is anything to make.
    var isEmpty: Bool { formats.isEmpty }
    /// Whether anything is drawn on the picture.
    var draws: Bool { burnsCaptions || showsHook }

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
    func add(_ moment: MomentEntry, to fingerprint: inout Fingerprint) throws(Failure) {
        guard !isEmpty else { return }
        fingerprint.add("formats", formats.map(\.rawValue).joined(separator: " "))
        if formats.contains(where: { $0 != .source }) {
            fingerprint.add("framing", framing(of: moment).description)
        }
        if draws {
            fingerprint.add("style", try styleText())
            fingerprint.add("burns captions", burnsCaptions ? "yes" : "no")
            if showsHook { fingerprint.add("hook", moment.quote) }
        }
    }
}

extension Settings.Format {
    /// Its size in pixels; nil for that of the clip.
    var size: (width: Int, height: Int)? {
        switch self {
        case .source: nil
        case .portrait: (1080, 1920)
        case .square: (1080, 1080)
        case .tall: (1080, 1350)
        case .wide: (1920, 1080)
        }
    }

    /// How far down the middle of a fitted picture is where captions are drawn, so that they stand below a wide one, not on it.
    var fitCentre: Double {
        switch self {
        case .source, .wide: 0.5
        case .portrait: 0.39
        case .square: 0.45
        case .tall: 0.47
        }
    }
}
