/// The version of SmartClip.
public enum Version {
    /// As `smartclip --version` says it.
    public static let current = "0.2.0"
}
