import MuxVideo

/// Which file of an asset is read in place of the original, which Mux gives to nobody unasked.
enum RenditionChoice: Equatable {
    case ready(StaticRendition)
    /// A better one, or the only one, is being made.
    case preparing
    /// Mux could not make the one that is asked for; its words.
    case failed(String)
    /// None is there, and none is being made.
    case none

    /// The one that was read before, by its name, which is the video's content; else the file with the most pixels of those with a
    /// picture, once all are made.
    init(of asset: MuxVideo.Asset, before: String? = nil) {
        let pictures = asset.staticRenditions.filter { !$0.isSoundAlone }
        if let before, let known = pictures.first(where: { $0.fileName == before && $0.isWhole }) {
            self = .ready(known)
        } else if pictures.contains(where: { $0.isBeingMade }) {
            self = .preparing
        } else if let best = pictures.filter({ $0.isWhole }).max(by: { $0.size < $1.size }) {
            self = .ready(best)
        } else if let highest = pictures.first(where: { $0.resolution == .highest }) {
            self = .failed(highest.status == .skipped ? "it skipped it" : highest.error?.words ?? "no reason given")
        } else {
            self = .none
        }
    }
}

extension StaticRendition {
    /// What it is called at Mux.
    var fileName: String? { name ?? resolution?.fileName }

    fileprivate var isSoundAlone: Bool { resolution == .audioOnly || fileName?.hasSuffix(".m4a") == true }

    /// Those of the older kind (`mp4_support`) have no status of their own, and a size once they are there.
    fileprivate var isWhole: Bool { fileName != nil && (status == .ready || status == nil && filesize != nil) }

    fileprivate var isBeingMade: Bool { status == .preparing || status == nil && filesize == nil }

    /// Pixels, then bytes, then none of either.
    fileprivate var size: (Double, Int64) { (Double(width ?? 0) * Double(height ?? 0), filesize ?? 0) }
}
