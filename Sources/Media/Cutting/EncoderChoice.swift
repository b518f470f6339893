/// Which program codes the pictures of a clip that is encoded in full.
public enum EncoderChoice: String, Sendable, CaseIterable {
    /// A graphics card's, where one works on this machine; else x264.
    case auto
    /// The library, on the processor.
    case x264
    /// A graphics card's by VA-API (AMD, Intel), where it works; else x264.
    case vaapi
    /// One of NVIDIA's, where it works; else x264.
    case nvenc
    /// One of Intel's by Quick Sync, where it works; else x264.
    case qsv

    /// Those that are tried before x264, the best first.
    var tried: [PictureEncoder] {
        switch self {
        case .auto: [.nvenc, .qsv, .vaapi]
        case .x264: []
        case .vaapi: [.vaapi]
        case .nvenc: [.nvenc]
        case .qsv: [.qsv]
        }
    }
}

/// Which encoder coded a picture, where not simply x264 was asked for.
public struct EncoderUse: Sendable, Equatable {
    /// ffmpeg's name of it, for instance `h264_nvenc` or `libx264`.
    public var name: String
    /// Why x264 coded it after all; nil where a graphics card did.
    public var reason: String?

    /// Tells which it was.
    public init(name: String, reason: String?) { (self.name, self.reason) = (name, reason) }
}
