module outrigger.example/segment

go 1.21
