<?php
/**
 * Plugin Name:       Support Mosaic
 * Description:       Shows your clinic's Support Mosaic, a self-assessment that nobody reads but the person who fills it in, on your own pages: as a block, as a shortcode, or from a pasted link. It loads the frame from the server that you name, and nothing else; it keeps and sends nothing.
 * Version:           0.5.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       support-mosaic
 *
 * MIT is compatible with the GPL: https://www.gnu.org/licenses/license-list.html#Expat
 *
 * @package SupportMosaic
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/settings.php';

/** What the frame may do: each is needed. The project's tests compare it with what the server's own snippet says. */
const SUPPORT_MOSAIC_SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads allow-top-navigation-by-user-activation';

/**
 * The address of a clinic's frame; empty where the settings or the id do not make one.
 *
 * @param string $clinic The clinic's id, as in the name of its page: small letters, digits and _.
 */
function support_mosaic_address( $clinic ) {
	$server = support_mosaic_server();
	$clinic = '' === $clinic ? (string) get_option( 'support_mosaic_clinic', '' ) : $clinic;
	if ( '' === $server || ! preg_match( '/^[a-z][a-z0-9_]*$/', $clinic ) ) {
		return '';
	}
	return $server . '/embed/' . $clinic . '/';
}

/**
 * The frame, and a link to the same for where a frame does not show. Nothing for visitors where it cannot be made; whoever
 * can edit the page reads why.
 *
 * @param string $clinic The clinic's id; empty for the one of the settings.
 */
function support_mosaic_frame( $clinic ) {
	$address = support_mosaic_address( $clinic );
	if ( '' === $address ) {
		return current_user_can( 'edit_posts' ) ? '<p>' . esc_html__( 'Support Mosaic: set the address and the clinic under Settings, Support Mosaic. Visitors do not see this line.', 'support-mosaic' ) . '</p>' : '';
	}
	support_mosaic_load_script();
	return sprintf(
		'<div class="support-mosaic"><iframe data-support-mosaic src="%1$s" title="%2$s" width="100%%" height="900" style="border:0;max-width:100%%" loading="lazy" allow="clipboard-write; web-share" sandbox="%3$s"></iframe><p><a href="%1$s">%4$s</a></p></div>',
		esc_url( $address ),
		esc_attr__( 'Which kinds of support may fit?', 'support-mosaic' ),
		esc_attr( SUPPORT_MOSAIC_SANDBOX ),
		esc_html__( 'Open it on a page of its own', 'support-mosaic' )
	);
}

/** Loads the small script that lets a frame be as high as what it shows; only on pages that have one. */
function support_mosaic_load_script() {
	// The server versions it by content, and its address stays: a version of ours would only hide that.
	wp_enqueue_script( 'support-mosaic', support_mosaic_server() . '/static/embed.js', array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
}

add_action(
	'init',
	function () {
		add_shortcode(
			'support_mosaic',
			function ( $given ) {
				$given = shortcode_atts( array( 'clinic' => '' ), $given, 'support_mosaic' );
				return support_mosaic_frame( (string) $given['clinic'] );
			}
		);
		// Written out on the server: what an editor without the right to write frames saves is a comment, which stays.
		register_block_type(
			__DIR__,
			array(
				'render_callback' => function ( $given ) {
					return support_mosaic_frame( (string) ( $given['clinic'] ?? '' ) );
				},
			)
		);
		// A pasted link: of a provider that it does not know, WordPress puts the frame into a sandbox in which no form can
		// be sent. https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/
		if ( '' !== support_mosaic_server() ) {
			wp_oembed_add_provider( support_mosaic_server() . '/embed/*', support_mosaic_server() . '/oembed' );
		}
	}
);

add_filter(
	'embed_oembed_html',
	function ( $html, $url ) {
		if ( '' !== support_mosaic_server() && 0 === strpos( $url, support_mosaic_server() . '/embed/' ) ) {
			support_mosaic_load_script();
		}
		return $html;
	},
	10,
	2
);
