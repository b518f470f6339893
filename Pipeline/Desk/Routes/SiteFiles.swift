/// The desk's own pages and what they load. They are part of the program, so that nothing can stand in their place.
enum SiteFiles {
    static var listPage: [UInt8] { PackageResources.desk_html }
    static var videoPage: [UInt8] { PackageResources.video_html }
    static var signInPage: [UInt8] { PackageResources.signin_html }

    /// What stands under `/assets/`. A file of `Site` that is not named here is not served.
    static func asset(_ name: String) -> [UInt8]? {
        switch name {
        case "actions.js": PackageResources.actions_js
        case "api.js": PackageResources.api_js
        case "base.css": PackageResources.base_css
        case "candidates.js": PackageResources.candidates_js
        case "clip-view.js": PackageResources.clip_view_js
        case "clips.js": PackageResources.clips_js
        case "conflict.js": PackageResources.conflict_js
        case "desk.js": PackageResources.desk_js
        case "dom.js": PackageResources.dom_js
        case "draft.js": PackageResources.draft_js
        case "editor.js": PackageResources.editor_js
        case "events.js": PackageResources.events_js
        case "handles.js": PackageResources.handles_js
        case "icon.svg": PackageResources.icon_svg
        case "keep.js": PackageResources.keep_js
        case "keys.js": PackageResources.keys_js
        case "list.css": PackageResources.list_css
        case "merge.js": PackageResources.merge_js
        case "moments.js": PackageResources.moments_js
        case "notice.js": PackageResources.notice_js
        case "player.js": PackageResources.player_js
        case "saving.js": PackageResources.saving_js
        case "sentences.js": PackageResources.sentences_js
        case "session.js": PackageResources.session_js
        case "signin.css": PackageResources.signin_css
        case "signin.js": PackageResources.signin_js
        case "timeline-paint.js": PackageResources.timeline_paint_js
        case "timeline-view.js": PackageResources.timeline_view_js
        case "timeline.js": PackageResources.timeline_js
        case "times.js": PackageResources.times_js
        case "transcript.js": PackageResources.transcript_js
        case "undo.js": PackageResources.undo_js
        case "video-row.js": PackageResources.video_row_js
        case "video.css": PackageResources.video_css
        case "video.js": PackageResources.video_js
        case "waiting.js": PackageResources.waiting_js
        case "words.js": PackageResources.words_js
        default: nil
        }
    }
}
