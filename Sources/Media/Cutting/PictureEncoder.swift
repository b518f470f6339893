/// An encoder of H.264 as ffmpeg calls it, and how it is asked for what the settings say in x264's words.
enum PictureEncoder: String, Sendable, Hashable {
    case x264 = "libx264"
    case nvenc = "h264_nvenc"
    case qsv = "h264_qsv"
    case vaapi = "h264_vaapi"

    /// The options of a run, before its inputs, that open the device.
    var device: [String] {
        switch self {
        case .x264, .nvenc, .qsv: []
        // The first that renders.
        case .vaapi: ["-init_hw_device", "vaapi=card", "-filter_hw_device", "card"]
        }
    }

    /// What is done to a picture before it is coded; filters, or nothing.
    var filters: String {
        switch self {
        case .x264, .nvenc: ""
        case .qsv: ",format=nv12"
        case .vaapi: ",format=nv12,hwupload"
        }
    }

    /// The options of the output: profile High, so many frames from key frame to key frame.
    ///
    /// A quantiser means about the same to all of them, as they code the same format. VA-API knows no presets.
    func coding(crf: Int, preset: String, interval: Int) -> [String] {
        let common = ["-c:v", rawValue, "-profile:v", "high", "-g", "\(interval)"]
        switch self {
        case .x264:
            // Without the last one the quickest preset gives Constrained Baseline.
            return common + ["-preset", preset, "-crf", "\(crf)", "-8x8dct", "1"]
        case .nvenc:
            return common + ["-preset", Self.effort(preset), "-rc", "vbr", "-cq", "\(crf)", "-b:v", "0"]
        case .qsv:
            let quick = ["ultrafast", "superfast"].contains(preset)
            return common + ["-preset", quick ? "veryfast" : preset, "-global_quality", "\(crf)"]
        case .vaapi:
            return common + ["-rc_mode", "CQP", "-qp", "\(crf)"]
        }
    }

    /// NVIDIA's presets are p1 to p7.
    private static func effort(_ preset: String) -> String {
        switch preset {
        case "ultrafast", "superfast": "p1"
        case "veryfast": "p2"
        case "faster": "p3"
        case "fast", "medium": "p4"
        case "slow": "p5"
        case "slower": "p6"
        default: "p7"
        }
    }
}
