/**
 * The partner's server itself, carried along so that one command shows everything.
 */
@NullMarked
package dev.monitor.sample.partner.server;

import org.jspecify.annotations.NullMarked;
