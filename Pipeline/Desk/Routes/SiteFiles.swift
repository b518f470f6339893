/// The desk's own pages and what they load. They are part of the program, so that nothing can stand in their place.
enum SiteFiles {
    static var listPage: [UInt8] { PackageResources.desk_html }
    static var videoPage: [UInt8] { PackageResources.video_html }
    static var signInPage: [UInt8] { PackageResources.signin_html }

    /// What stands under `/assets/`.
    static func asset(_ name: String) -> [UInt8]? {
        switch name {
        case "desk.css": PackageResources.desk_css
        case "desk.js": PackageResources.desk_js
        case "video.js": PackageResources.video_js
        case "signin.js": PackageResources.signin_js
        default: nil
        }
    }
}
