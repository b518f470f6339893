/// Where the picture of a clip comes from.
enum PictureSource: Sendable {
    /// The source's frames, coded here.
    case encode
    /// A host's frames, as they were coded there.
    case copy(HostPicture)
}
