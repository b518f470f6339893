/// What the names of media files end in, as ffmpeg's demuxers list them and cameras and recorders write them.
package enum MediaEndings {
    /// Videos.
    package static let videos: Set<String> = [
        "3g2", "3gp", "3gp2", "3gpp", "amv", "asf", "avi", "dif", "divx", "dv", "dvr-ms", "f4v", "flv", "gxf", "ismv",
        "ivf", "m1v", "m2t", "m2ts", "m2v", "m4v", "mj2", "mk3d", "mkv", "mov", "mp4", "mpe", "mpeg", "mpg", "mts",
        "mxf",
        "nsv", "nut", "nuv", "ogm", "ogv", "ogx", "qt", "rm", "rmvb", "tod", "tp", "trp", "ts", "vob", "vro", "webm",
        "wmv",
        "wtv", "xvid",
    ]

    /// Sound alone, of which clips are made whose picture is drawn.
    package static let sounds: Set<String> = [
        "aac", "ac3", "aif", "aiff", "amr", "ape", "caf", "dts", "eac3", "flac", "m4a", "m4b", "mka", "mp2", "mp3",
        "oga",
        "ogg", "opus", "tta", "wav", "wma", "wv",
    ]

    /// Pictures without a clock, of which no clips are made.
    package static let others: Set<String> = ["264", "265", "av1", "avc", "h264", "h265", "hevc", "y4m"]
}
