<?php
/**
 * Removes the two settings, on each site of a network: nothing else was ever kept.
 *
 * @package SupportMosaic
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Removes the settings of the site in force. */
function support_mosaic_forget() {
	delete_option( 'support_mosaic_server' );
	delete_option( 'support_mosaic_clinic' );
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $support_mosaic_site ) {
		switch_to_blog( $support_mosaic_site );
		support_mosaic_forget();
		restore_current_blog();
	}
} else {
	support_mosaic_forget();
}
