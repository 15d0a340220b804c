package app

import org.springframework.boot.SpringApplication
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RestController

@SpringBootApplication
@RestController
class App {

	static void main(String[] args) {
		SpringApplication.run(App, args)
	}

	@GetMapping('/orders')
	String orders() {
		'orders'
	}

}
