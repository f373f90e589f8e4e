"""The plugin for WordPress, a WordPress to try it in, and its tests."""
