/**
 * What Tomcat knows of a connection.
 */
@NullMarked
package dev.monitor.http.tomcat;

import org.jspecify.annotations.NullMarked;
