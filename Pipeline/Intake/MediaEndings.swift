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

    /// Sound alone, and pictures without a clock, of which no clips are made.
    package static let others: Set<String> = [
        "264", "265", "aac", "ac3", "aif", "aiff", "amr", "ape", "av1", "avc", "caf", "dts", "eac3", "flac", "h264",
        "h265",
        "hevc", "m4a", "m4b", "mka", "mp2", "mp3", "oga", "ogg", "opus", "tta", "wav", "wma", "wv", "y4m",
    ]
}
