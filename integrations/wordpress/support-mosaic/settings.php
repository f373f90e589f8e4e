<?php
/**
 * The settings: which server, and which clinic where a page names none. Settings, Support Mosaic.
 *
 * @package SupportMosaic
 */

defined( 'ABSPATH' ) || exit;

/** The address of the server, without a slash at its end; empty until it is set. */
function support_mosaic_server() {
	return (string) get_option( 'support_mosaic_server', '' );
}

/**
 * The address as it is kept: https and a host, nothing after it; http only for this machine, to try it. What cannot be used
 * is said, and what was before stays.
 *
 * @param mixed $given What was typed.
 */
function support_mosaic_clean_server( $given ) {
	$parts  = wp_parse_url( trim( (string) $given ) );
	$scheme = $parts['scheme'] ?? '';
	$host   = $parts['host'] ?? '';
	$local  = 'http' === $scheme && in_array( $host, array( 'localhost', '127.0.0.1' ), true );
	if ( '' === trim( (string) $given ) ) {
		return '';
	}
	if ( '' === $host || ! ( 'https' === $scheme || $local ) ) {
		add_settings_error( 'support_mosaic_server', 'support_mosaic_server', __( 'The address must begin with https://, such as https://support.example.org', 'support-mosaic' ) );
		return support_mosaic_server();
	}
	return esc_url_raw( $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' ) );
}

/**
 * The clinic's id as it is kept. What cannot be one is said, and what was before stays.
 *
 * @param mixed $given What was typed.
 */
function support_mosaic_clean_clinic( $given ) {
	$given = trim( (string) $given );
	if ( '' !== $given && ! preg_match( '/^[a-z][a-z0-9_]*$/', $given ) ) {
		add_settings_error( 'support_mosaic_clinic', 'support_mosaic_clinic', __( 'The clinic is small letters, digits and _, as whoever runs the server told you.', 'support-mosaic' ) );
		return (string) get_option( 'support_mosaic_clinic', '' );
	}
	return $given;
}

add_action(
	'admin_init',
	function () {
		foreach ( array( 'server', 'clinic' ) as $name ) {
			register_setting(
				'support_mosaic',
				'support_mosaic_' . $name,
				array(
					'type'              => 'string',
					'default'           => '',
					'sanitize_callback' => 'support_mosaic_clean_' . $name,
				)
			);
		}
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page( 'Support Mosaic', 'Support Mosaic', 'manage_options', 'support-mosaic', 'support_mosaic_settings_page' );
	}
);

add_filter(
	'plugin_action_links_' . plugin_basename( __DIR__ . '/support-mosaic.php' ),
	function ( $links ) {
		$address = esc_url( admin_url( 'options-general.php?page=support-mosaic' ) );
		array_unshift( $links, '<a href="' . $address . '">' . esc_html__( 'Settings', 'support-mosaic' ) . '</a>' );
		return $links;
	}
);

/** The page. */
function support_mosaic_settings_page() {
	?>
	<div class="wrap">
	<h1>Support Mosaic</h1>
	<form method="post" action="options.php">
	<?php settings_fields( 'support_mosaic' ); ?>
	<table class="form-table" role="presentation">
	<tr>
	<th scope="row"><label for="support_mosaic_server"><?php esc_html_e( 'Address of the server', 'support-mosaic' ); ?></label></th>
	<td><input type="url" class="regular-text" id="support_mosaic_server" name="support_mosaic_server" aria-describedby="server-help" value="<?php echo esc_attr( support_mosaic_server() ); ?>" placeholder="https://support.example.org">
	<p class="description" id="server-help"><?php esc_html_e( 'Whoever runs Support Mosaic for you knows it. Only frames from here are shown.', 'support-mosaic' ); ?></p></td>
	</tr>
	<tr>
	<th scope="row"><label for="support_mosaic_clinic"><?php esc_html_e( 'Your clinic', 'support-mosaic' ); ?></label></th>
	<td><input type="text" class="regular-text" id="support_mosaic_clinic" name="support_mosaic_clinic" aria-describedby="clinic-help" value="<?php echo esc_attr( (string) get_option( 'support_mosaic_clinic', '' ) ); ?>" placeholder="river_house">
	<p class="description" id="clinic-help"><?php esc_html_e( 'The short name of your clinic there.', 'support-mosaic' ); ?></p></td>
	</tr>
	</table>
	<?php submit_button(); ?>
	</form>
	<h2><?php esc_html_e( 'Put it on a page', 'support-mosaic' ); ?></h2>
	<p><?php esc_html_e( 'Add the block “Support Mosaic”. Or write this where you want it:', 'support-mosaic' ); ?> <code>[support_mosaic]</code></p>
	<p>
	<?php
	/* translators: %s: the address of this website. */
	echo esc_html( sprintf( __( 'If the frame stays empty: whoever runs the server must name %s in the clinic’s file.', 'support-mosaic' ), preg_replace( '#^(https?://[^/]+).*#', '$1', home_url() ) ) );
	?>
	</p>
	</div>
	<?php
}
